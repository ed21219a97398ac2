using System.Diagnostics;

namespace Cartwright.Platform.Faults;

/// <summary>
/// Lets a fault run kill a process exactly at a step. The fault run writes the name of the step to a file whose name is the process id, in the folder of the
/// environment variable <c>CARTWRIGHT_CRASH_FOLDER</c>. Without that variable a step costs nothing.
/// </summary>
public static class CrashPoint
{
    /// <summary>The variable that names the folder.</summary>
    public const string Variable = "CARTWRIGHT_CRASH_FOLDER";

    static readonly string? File = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? Path.Combine(folder, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture))
        : null;

    /// <summary>Kills the process (SIGKILL) when the fault run has chosen this step.</summary>
    public static void Reached(Step step)
    {
        if (File is not null && System.IO.File.Exists(File))
        {
            Crash(step, File);
        }
    }

    static void Crash(Step step, string file)
    {
        try
        {
            if (System.IO.File.ReadAllText(file) == step.ToString())
            {
                // Either this process takes the order or the fault run withdraws it: a file is renamed once.
                System.IO.File.Move(file, file + ".reached", overwrite: true);
                Process.GetCurrentProcess().Kill();
            }
        }
        catch (IOException)
        {
            // The fault run has withdrawn the file.
        }
    }
}
