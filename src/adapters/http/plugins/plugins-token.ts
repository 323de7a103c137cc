/** What stands for the `Plugins` port, an interface, where Nest needs a value. */
export const pluginsToken = Symbol('plugins');
