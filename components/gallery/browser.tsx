/** Brings a page of the gallery to life, so that what opens and what checks can be tried. */
import { hydrateRoot } from 'react-dom/client';
import { GalleryPage } from './gallery';

const root = document.getElementById('root');
if (root !== null) hydrateRoot(root, <GalleryPage name={root.dataset.name ?? ''} />);
