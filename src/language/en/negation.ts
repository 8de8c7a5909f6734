/** What turns an adjective into its opposite: "inactive", "unverified". */
export const negativePrefixes = ['in', 'un', 'non', 'dis'];
