import { browserDoor } from '@/server/protocol-door';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = browserDoor('authorizeDialog');
