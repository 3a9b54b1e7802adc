import { HomePage } from '@/components/sign-in/home-page';
import { homeView } from '@/server/views/home';

export default async function Page() {
  return <HomePage {...(await homeView())} />;
}
