using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace Cartwright.Bench;

/// <summary>A process that is measured: its output goes to a file, and it ends before this one does.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    const int SigTerm = 15;
    const int ShownLogLines = 20;
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    // The dotnet host of this process need not be on the path; a process started by its own name has none.
    static readonly string Dotnet = Path.GetFileName(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    readonly Process _process;
    readonly string _logFile;

    ChildProcess(Process process, string logFile) => (_process, _logFile) = (process, logFile);

    /// <summary>The process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Starts <c>dotnet</c> with a program and its arguments.</summary>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile)
    {
        // The shell opens the file and becomes the program. Through pipes, every line of the log would cost the load generator
        // time, and whatever outlives the program would keep us waiting for the end of its output.
        var start = new ProcessStartInfo("/bin/sh", ["-c", """log=$1; shift; exec "$@" >>"$log" 2>&1""", "sh", logFile, Dotnet, program, .. arguments]);
        // This setting is for the load generator alone, see Program.
        start.Environment.Remove(Program.InlineCompletions);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(Process.Start(start)!, logFile);
    }

    /// <summary>Polls the address until it answers 200.</summary>
    /// <exception cref="ShopFailedException">The process ended, or did not answer in time; the message ends with its last output.</exception>
    public async Task WaitUntilReadyAsync(Uri address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var start = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(client, address, cancellationToken))
        {
            if (_process.HasExited) throw Failed($"ended with code {_process.ExitCode} before it was ready");
            if (Stopwatch.GetElapsedTime(start) > timeout) throw Failed($"was not ready after {timeout.TotalSeconds:0} s");
            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>Terminates the process, and kills it when it does not exit in time.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _ = kill(_process.Id, SigTerm);
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    static async Task<bool> AnswersAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(address, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    ShopFailedException Failed(string what) =>
        new($"The measured program {what}. Its last output:\n{string.Join('\n', File.ReadLines(_logFile).TakeLast(ShownLogLines))}");

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int kill(int pid, int signal);
}
