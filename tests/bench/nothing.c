/* What any C program costs to start. */
int main(void)
{
	return 0;
}
