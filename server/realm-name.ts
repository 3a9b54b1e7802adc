/** What people call this place; operators cannot brand it yet. */
export const realmName = 'Gatehouse';
