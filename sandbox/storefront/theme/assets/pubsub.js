// Global publish and subscribe under the names that Dawn gave them.
const subscribers = {};
// biome-ignore lint/correctness/noUnusedVariables: a global that other scripts on the page use
function subscribe(eventName, callback) {
  (subscribers[eventName] ??= []).push(callback);
  return () => {
    subscribers[eventName] = subscribers[eventName].filter((each) => each !== callback);
  };
}
// biome-ignore lint/correctness/noUnusedVariables: a global that other scripts on the page use
function publish(eventName, data) {
  return Promise.all((subscribers[eventName] ?? []).map((callback) => callback(data)));
}
