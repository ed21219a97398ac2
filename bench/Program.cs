namespace Cartwright.Bench;

/// <summary>The command line.</summary>
internal static class Program
{
    /// <summary>
    /// Continues a client on the thread that saw its answer arrive instead of handing it to the thread pool: about a third
    /// less processor time per request. Only for this process; read when the first socket is opened.
    /// </summary>
    public const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    static async Task<int> Main(string[] args)
    {
        Environment.SetEnvironmentVariable(InlineCompletions, "1");
        // Long enough for the shop to end in good order after Ctrl-C.
        return await BenchCommand.Create().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
    }
}
