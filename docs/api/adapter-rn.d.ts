// Generated from the build: `pnpm api:write`. A change here is a change of what users see.
