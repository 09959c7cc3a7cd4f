export default async () => 3;
