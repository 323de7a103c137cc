/** What stands for the `Storage` port, an interface, where Nest needs a value. */
export const storageToken = Symbol('storage');
