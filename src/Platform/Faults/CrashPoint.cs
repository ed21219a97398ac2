using System.Diagnostics;

namespace Cartwright.Platform.Faults;

/// <summary>The steps of a process between which a crash can have different outcomes.</summary>
public enum Step
{
    /// <summary>A transaction is written and not committed.</summary>
    BeforeCommit,

    /// <summary>A transaction is committed and its events are not relayed.</summary>
    AfterCommit,

    /// <summary>Events were read from the log and not published.</summary>
    BeforePublish,

    /// <summary>Events were published and the broker has not confirmed them.</summary>
    BeforeConfirm,

    /// <summary>The broker confirmed events and the relayed position is not saved.</summary>
    AfterConfirm,

    /// <summary>The relayed position is saved.</summary>
    AfterPublish,

    /// <summary>Events were delivered and not handled.</summary>
    BeforeHandling,

    /// <summary>The effect of delivered events is committed and they are not acknowledged.</summary>
    BeforeAcknowledging,

    /// <summary>Delivered events are acknowledged.</summary>
    AfterAcknowledging,

    /// <summary>A request with an effect is about to be sent to a provider.</summary>
    BeforeProviderCall,

    /// <summary>The provider has answered and its answer is not saved.</summary>
    AfterProviderCall,
}

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
                System.IO.File.Delete(file);
                Process.GetCurrentProcess().Kill();
            }
        }
        catch (IOException)
        {
            // The fault run has deleted the file.
        }
    }
}
