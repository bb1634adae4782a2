"""HTML whose buttons Python hears: what ``data-go`` of a clicked element says comes back as the answer.

Links of the page itself would begin a new session, without the person's name, language and revealed numbers.
"""

from __future__ import annotations

import streamlit as st

_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector('.hm-linked')
  if (!box) {
    box = document.createElement('div')
    box.className = 'hm-linked'
    parentElement.appendChild(box)
  }
  if (box.shown !== data) {  // what is folded out stays so as long as nothing changed
    const before = box.querySelector('[data-page]')?.dataset.page
    box.innerHTML = data
    box.shown = data
    const now = box.querySelector('[data-page]')?.dataset.page
    if (before !== undefined && before !== now) box.scrollIntoView()
  }
  box.onclick = event => {
    const within = event.target.closest('a[href^="#"]')
    if (within) {
      event.preventDefault()
      box.querySelector('#' + CSS.escape(within.getAttribute('href').slice(1)))?.scrollIntoView({ behavior: 'smooth' })
    }
    const at = event.target.closest('[data-go]')
    if (at) setTriggerValue('go', at.dataset.go)
  }
}
"""

_component = st.components.v2.component("hmtn_linked", js=_JS, isolate_styles=False)


def linked(html: str, key: str) -> list[str]:
    """Shows ``html``, which a template has escaped; returns the words of the link that was clicked."""
    result = _component(data=html, key=key, on_go_change=lambda: None)
    return str(result.go).split() if result.go else []
