import { machineDoor } from '@/server/protocol-door';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = machineDoor('clientConfiguration');
