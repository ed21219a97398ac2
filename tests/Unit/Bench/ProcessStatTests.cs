using Cartwright.Bench;

namespace Cartwright.Unit.Bench;

public sealed class ProcessStatTests
{
    [Fact]
    public void The_name_of_a_process_may_contain_anything()
    {
        var stat = ProcessStat.Parse("4711 (a ) (b) S 42 4711 4711 0 -1 4194560 1 2 3 4 150 50 25 75 20 0 9 0 12345 1 1\n");

        Assert.Equal(new(4711, 42, "a ) (b", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)), stat);
    }

    [Fact]
    public void Other_text_is_refused() => Assert.Throws<FormatException>(() => ProcessStat.Parse("cpu  1 2 3"));

    [Fact]
    public void This_process_is_found_with_its_own_id() =>
        Assert.Equal(Environment.ProcessId, ProcessStat.TreeOf(Environment.ProcessId)[0].Pid);
}
