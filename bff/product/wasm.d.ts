/** A module that was compiled when the worker was deployed. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
