"""After a lost connection the page is built again by itself.

The program that answers then may be another one, which has none of the files that the page offers. What is half typed
stays: the browser keeps it.
"""

from __future__ import annotations

import streamlit as st

_JS = """
export default function ({ parentElement, setTriggerValue }) {
  const app = document.querySelector('[data-testid=stApp]')
  const look = () => {
    const connected = app.dataset.testConnectionState === 'CONNECTED'
    if (connected && parentElement.wasLost) setTriggerValue('back', true)
    parentElement.wasLost = !connected
  }
  const watcher = new MutationObserver(look)
  watcher.observe(app, { attributeFilter: ['data-test-connection-state'] })
  return () => watcher.disconnect()
}
"""

_component = st.components.v2.component("hmtn_reconnecting", js=_JS)


def build_again_after_loss() -> None:
    """To be called once by the frame of all pages."""
    _component(key="reconnecting", on_back_change=lambda: None)
