// Brings the latest question into view and tells screen readers that its reply is there.
//
// data.key: the key of the container to show, once. data.message: what is said, when it changes. Text goes in as
// textContent only: this script runs in the page itself.

const MOST_FRAMES = 120 // about two seconds for Streamlit to draw the container

export default function ({ data, parentElement }) {
  const region = parentElement.querySelector('[role="status"]') ?? newRegion(parentElement)
  if (region.textContent !== data.message) region.textContent = data.message
  if (region.dataset.shown !== data.key) {
    region.dataset.shown = data.key
    show(data.key, MOST_FRAMES)
  }
}

function newRegion(parent) {
  const region = document.createElement('p')
  region.setAttribute('role', 'status')
  parent.append(region)
  return region
}

function show(key, frames) {
  const container = document.querySelector(`.st-key-${CSS.escape(key)}`)
  if (container) container.scrollIntoView({ block: 'start' })
  else if (frames > 0) requestAnimationFrame(() => show(key, frames - 1))
}
