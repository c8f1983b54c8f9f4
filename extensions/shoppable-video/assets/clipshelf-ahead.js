// Built by scripts/build-extension.ts. Edit src/ and build again.
function poolSize({ deviceMemory = 8 }) {
  return deviceMemory <= 1 ? 2 : 3;
}
function clipToPrepare(place, ready, means2) {
  let { saveData, effectiveType = "4g", batteryLow: batteryLow2 } = means2;
  if (saveData || effectiveType.includes("2g")) return null;
  let both = effectiveType === "4g" && !batteryLow2 && poolSize(means2) > 2;
  for (let step of both ? [place.step, -place.step] : [place.step]) {
    let index = place.at + step;
    if (index >= 0 && index < place.count && !ready(index)) return index;
  }
  return null;
}
function network() {
  return navigator.connection ?? {};
}
var LOW_CHARGE = 0.2, batteryLow = false;
function means() {
  let { saveData, effectiveType } = network(), { deviceMemory } = navigator;
  return { saveData, effectiveType, deviceMemory, batteryLow };
}
navigator.getBattery?.().then((battery) => {
  let look = () => {
    batteryLow = !battery.charging && battery.level < LOW_CHARGE;
  };
  look(), battery.addEventListener("levelchange", look), battery.addEventListener("chargingchange", look);
}, () => {
});
function nextToPrepare(place, taken) {
  return clipToPrepare(place, taken, means());
}
export { nextToPrepare };
