// Where Shopify's library sends who comes without a shop: nobody types a shop's name here, the admin knows it.
import { redirect } from '@remix-run/node';

export const loader = () => redirect('/');
