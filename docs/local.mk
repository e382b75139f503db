# Manual pages and design notes.
