import { generateClient } from "./migrate.ts";

await generateClient();
