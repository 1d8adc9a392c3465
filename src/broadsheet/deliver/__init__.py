"""From a rendering to messages: MIME, headers, ids, reply classes. Pure; the shell sends."""
