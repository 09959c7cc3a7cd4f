export default 'the default';
