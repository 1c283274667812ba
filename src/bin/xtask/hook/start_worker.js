
// Starts the program beside the page. One that does not start says so as an error of the worker.
wasm_bindgen({ module_or_path: "__WASM__" }).catch((error) => setTimeout(() => { throw error; }));
