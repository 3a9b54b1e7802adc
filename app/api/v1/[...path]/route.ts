import { apiDoor } from '@/server/api-door';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiDoor;
