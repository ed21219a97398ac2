using System.Diagnostics;

namespace Cartwright.Faults.Machines;

/// <summary>Runs a command of the operating system to its end.</summary>
internal static class Tool
{
    /// <summary>Runs a command that must succeed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is the command's own.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        if (await CompleteAsync(program, arguments) is { Length: > 0 } error)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}");
        }
    }

    /// <summary>Runs a command that may fail because there is nothing to do.</summary>
    public static Task TryRunAsync(string program, params string[] arguments) => CompleteAsync(program, arguments);

    static async Task<string> CompleteAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : $"exit code {process.ExitCode}: {error}{await output}";
    }
}
