/**
 * Every operation this app sends to the Admin API 2026-10. queries.test.ts holds each against Shopify's
 * own schema, so a field that goes away is seen here and not in a shop.
 */

/** Who the shop is, and which installation our app-data metafields belong to. */
export const SHOP_INFO = /* GraphQL */ `
  query ClipshelfShopInfo {
    shop {
      id
      name
      currencyCode
      ianaTimezone
    }
    currentAppInstallation {
      id
      accessScopes {
        handle
      }
      activeSubscriptions {
        status
        lineItems {
          plan {
            pricingDetails {
              ... on AppRecurringPricing {
                planHandle
              }
            }
          }
        }
      }
    }
  }
`;

/** By which name Shopify's admin knows the app. */
export const APP_HANDLE = /* GraphQL */ `
  query ClipshelfAppHandle {
    currentAppInstallation {
      app {
        handle
      }
    }
  }
`;

/** Pictures of one product, in the order the merchant gave them. */
export const PRODUCT_PICTURES = /* GraphQL */ `
  query ClipshelfProductPictures($id: ID!) {
    product(id: $id) {
      media(first: 20, query: "media_type:IMAGE") {
        nodes {
          ... on MediaImage {
            image {
              url
            }
          }
        }
      }
    }
  }
`;

/** Names of the shop's products, 250 a page: the most a connection gives. */
export const PRODUCT_NAMES = /* GraphQL */ `
  query ClipshelfProductNames($after: String) {
    products(
      first: 250
      after: $after
      query: "status:active,draft,unlisted"
      sortKey: UPDATED_AT
      reverse: true
    ) {
      nodes {
        id
        title
        handle
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

/**
 * Cards of up to PRODUCTS_PER_CALL products. A query may cost 1,000 points at the most, and Shopify
 * publishes no formula: even if every variant counted as one, this stays below.
 */
export const PRODUCTS_PER_CALL = 8;
export const PRODUCT_CARDS = /* GraphQL */ `
  query ClipshelfProductCards($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Product {
        id
        handle
        title
        status
        updatedAt
        featuredMedia {
          preview {
            image {
              url
            }
          }
        }
        priceRangeV2 {
          minVariantPrice {
            amount
            currencyCode
          }
          maxVariantPrice {
            amount
            currencyCode
          }
        }
        variants(first: 100) {
          nodes {
            id
            title
            price
            availableForSale
          }
        }
      }
    }
  }
`;

/** A discount code, whatever its kind. Needs read_discounts. */
export const DISCOUNT_BY_CODE = /* GraphQL */ `
  query ClipshelfDiscountByCode($code: String!) {
    codeDiscountNodeByCode(code: $code) {
      id
      codeDiscount {
        __typename
        ... on DiscountCodeBasic {
          title
          summary
          status
          startsAt
          endsAt
        }
        ... on DiscountCodeBxgy {
          title
          summary
          status
          startsAt
          endsAt
        }
        ... on DiscountCodeFreeShipping {
          title
          summary
          status
          startsAt
          endsAt
        }
        ... on DiscountCodeApp {
          title
          status
          startsAt
          endsAt
        }
      }
    }
  }
`;

/** Shopify takes 25 a call, all or none. */
export const METAFIELDS_PER_CALL = 25;
export const SET_METAFIELDS = /* GraphQL */ `
  mutation ClipshelfSetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields {
        id
        namespace
        key
      }
      userErrors {
        field
        message
        code
        elementIndex
      }
    }
  }
`;

export const DELETE_METAFIELDS = /* GraphQL */ `
  mutation ClipshelfDeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) {
      deletedMetafields {
        ownerId
        namespace
        key
      }
      userErrors {
        field
        message
      }
    }
  }
`;

/** What is there now, under this app's namespace on its own installation. */
export const LIST_APP_METAFIELDS = /* GraphQL */ `
  query ClipshelfAppMetafields($namespace: String!, $after: String) {
    currentAppInstallation {
      id
      metafields(first: 50, after: $after, namespace: $namespace) {
        nodes {
          id
          namespace
          key
          type
          value
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

export const FILES_PER_CALL = 10;
export const STAGE_UPLOADS = /* GraphQL */ `
  mutation ClipshelfStageUploads($input: [StagedUploadInput!]!) {
    stagedUploadsCreate(input: $input) {
      stagedTargets {
        url
        resourceUrl
        parameters {
          name
          value
        }
      }
      userErrors {
        field
        message
      }
    }
  }
`;

export const CREATE_FILES = /* GraphQL */ `
  mutation ClipshelfCreateFiles($files: [FileCreateInput!]!) {
    fileCreate(files: $files) {
      files {
        id
        fileStatus
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`;

export const FILE_STATES = /* GraphQL */ `
  query ClipshelfFileStates($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on MediaImage {
        id
        fileStatus
        fileErrors {
          code
          message
        }
        image {
          url
        }
      }
    }
  }
`;

/** Finds a file again whose creation was cut off before its id was noted down. */
export const FIND_FILES = /* GraphQL */ `
  query ClipshelfFindFiles($query: String!) {
    files(first: 5, query: $query) {
      nodes {
        id
      }
    }
  }
`;

export const DELETE_FILES = /* GraphQL */ `
  mutation ClipshelfDeleteFiles($fileIds: [ID!]!) {
    fileDelete(fileIds: $fileIds) {
      deletedFileIds
      userErrors {
        field
        message
        code
      }
    }
  }
`;

const VIDEO = /* GraphQL */ `
  fragment ClipshelfVideo on Video {
    id
    alt
    filename
    status
    originalSource {
      url
      mimeType
      fileSize
    }
  }
`;

/** The videos of a product are read with it, the first of them; the pass over all files finds the rest. */
export const PRODUCT_VIDEOS = /* GraphQL */ `
  query ClipshelfProductVideos($after: String) {
    products(first: 20, after: $after, sortKey: ID) {
      nodes {
        id
        title
        media(first: 10, query: "media_type:VIDEO") {
          nodes {
            __typename
            ... on Video {
              ...ClipshelfVideo
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${VIDEO}
`;

export const VIDEO_FILES = /* GraphQL */ `
  query ClipshelfVideoFiles($after: String) {
    files(first: 50, after: $after, sortKey: ID, query: "media_type:VIDEO") {
      nodes {
        __typename
        ... on Video {
          ...ClipshelfVideo
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${VIDEO}
`;

/** Where a video's bytes are now: the addresses of originals are signed and run out. */
export const VIDEO_SOURCE = /* GraphQL */ `
  query ClipshelfVideoSource($id: ID!) {
    node(id: $id) {
      __typename
      ... on Video {
        id
        status
        originalSource {
          url
          mimeType
          fileSize
        }
        sources {
          url
          mimeType
          height
        }
      }
    }
  }
`;

/** Products by handle or by a variant's SKU, many words a call. */
export const WORDS_PER_CALL = 25;
export const FIND_PRODUCTS = /* GraphQL */ `
  query ClipshelfFindProducts($handles: String!, $skus: String!) {
    products(first: 50, query: $handles) {
      nodes {
        id
        handle
      }
    }
    productVariants(first: 100, query: $skus) {
      nodes {
        sku
        product {
          id
        }
      }
    }
  }
`;
