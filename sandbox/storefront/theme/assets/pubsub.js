// Global publish and subscribe under the names that Dawn gave them.
const subscribers = {};

window.subscribe = (eventName, callback) => {
  subscribers[eventName] = [...(subscribers[eventName] ?? []), callback];
  return () => {
    subscribers[eventName] = subscribers[eventName].filter((each) => each !== callback);
  };
};

window.publish = (eventName, data) => Promise.all((subscribers[eventName] ?? []).map((callback) => callback(data)));
