// Customers: consent as the newer fields tell it; of an address only the country is modelled.
import { consentAtOf } from '../../store/customers.ts';
import { gid } from '../../store/gid.ts';
import type { CustomerRecord } from '../../store/types.ts';
import { connect, type ListOf, } from '../connection.ts';
import { dateTime, dateTimeOrNull } from '../values.ts';
import { orderList, visibleOrders } from './order.ts';
import { type CustomerSource, customerSource } from './sources.ts';
import { typeTable } from './table.ts';

export const customerList = (items: readonly CustomerRecord[]): ListOf<CustomerRecord> => ({
  items,
  idOf: (customer) => customer.id,
  toSource: customerSource,
  sortValues: {
    UPDATED_AT: (customer) => customer.updatedAt,
    CREATED_AT: (customer) => customer.createdAt,
    NAME: (customer) => `${customer.lastName} ${customer.firstName}`,
  },
  searchKeys: {
    default: (customer) => `${customer.firstName} ${customer.lastName} ${customer.email}`,
    id: (customer) => customer.id,
    email: (customer) => customer.email,
    updated_at: (customer) => customer.updatedAt,
    customer_date: (customer) => customer.createdAt,
    tag: (customer) => customer.tags,
  },
});

export const customerTable = typeTable<CustomerSource>({
  id: ({ customer }) => gid('Customer', customer.id),
  legacyResourceId: ({ customer }) => String(customer.id),
  firstName: ({ customer }) => customer.firstName,
  lastName: ({ customer }) => customer.lastName,
  displayName: ({ customer }) => `${customer.firstName} ${customer.lastName}`.trim(),
  email: ({ customer }) => customer.email,
  locale: ({ customer }) => customer.locale,
  tags: ({ customer }) => customer.tags,
  state: () => 'DISABLED',
  verifiedEmail: () => true,
  createdAt: ({ customer }) => dateTime(customer.createdAt),
  updatedAt: ({ customer }) => dateTime(customer.updatedAt),
  defaultEmailAddress: ({ customer }) =>
    customer.email === '' ? null : { emailAddress: customer.email, marketingState: customer.emailConsent, marketingUpdatedAt: dateTimeOrNull(consentAtOf(customer)), validFormat: true },
  emailMarketingConsent: ({ customer }) => ({ marketingState: customer.emailConsent, consentUpdatedAt: dateTimeOrNull(consentAtOf(customer)) }),
  defaultAddress: ({ customer }) => ({ id: gid('MailingAddress', customer.id), countryCodeV2: customer.countryCode }),
  defaultPhoneNumber: ({ customer: { phone, smsConsent, smsConsentAt } }) =>
    phone === undefined ? null : { phoneNumber: phone, marketingState: smsConsent ?? 'NOT_SUBSCRIBED', marketingUpdatedAt: dateTimeOrNull(smsConsentAt ?? null) },
  numberOfOrders: ({ customer }, _args, { store }) => String([...store.orders.values()].filter((order) => order.customerId === customer.id).length),
  orders: ({ customer }, args, context, path) =>
    connect(orderList(visibleOrders(context).filter((order) => order.customerId === customer.id)), args, context, path),
});
