export default class K {}
