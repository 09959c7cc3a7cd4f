/* main.c: entry point. */
int main(void)
{
    return 1;
}
