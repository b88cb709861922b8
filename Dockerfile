# The dashboard as an image: docs/operations.md says how it is run, `.ci/image` takes these steps without Docker.
FROM python:3.11-slim-bookworm AS build
RUN python -m pip install --no-cache-dir --root-user-action=ignore uv
WORKDIR /app
COPY pyproject.toml ./
# The versions are the pins of pyproject.toml, of what the dashboard runs with and no tools of development.
ENV UV_PYTHON_PREFERENCE=only-system UV_LINK_MODE=copy
RUN uv sync --no-dev --quiet
COPY . .
# The files are read-only where the image runs: compiled now, or at each start.
RUN .venv/bin/python -m compileall -q -j 0 .

FROM python:3.11-slim-bookworm
COPY --from=build /app /app
# What the program writes: a new volume is made as this folder is.
RUN mkdir -p /var/lib/monitor && chown 10001:10001 /var/lib/monitor && chmod 0750 /var/lib/monitor
ENV PATH=/app/.venv/bin:/usr/local/bin:/usr/bin:/bin \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/var/lib/monitor \
    LOG_FORMAT=json \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501
WORKDIR /app
USER 10001:10001
VOLUME /var/lib/monitor
EXPOSE 8501
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s \
  CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['STREAMLIT_SERVER_PORT'] + '/live', timeout=4)"]
CMD ["python", "app.py"]
