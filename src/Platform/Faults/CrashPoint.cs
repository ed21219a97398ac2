using System.Diagnostics;

namespace Cartwright.Platform.Faults;

/// <summary>The steps between which a process may die, as far as the outcome can differ.</summary>
public enum Step
{
    /// <summary>Everything is written and nothing committed.</summary>
    BeforeCommit,

    /// <summary>It is committed and nobody was told.</summary>
    AfterCommit,

    /// <summary>Events were read from the log and not handed to the broker.</summary>
    BeforePublish,

    /// <summary>Events were handed to the broker, which has not confirmed them.</summary>
    BeforeConfirm,

    /// <summary>The broker confirmed events, which is not noted yet.</summary>
    AfterConfirm,

    /// <summary>How far the log was handed on is noted.</summary>
    AfterPublish,

    /// <summary>Events were delivered and not handled.</summary>
    BeforeHandling,

    /// <summary>The effect of delivered events is committed and the broker does not know.</summary>
    BeforeAcknowledging,

    /// <summary>Delivered events are acknowledged.</summary>
    AfterAcknowledging,

    /// <summary>A provider is about to be asked for something that has an effect.</summary>
    BeforeProviderCall,

    /// <summary>The provider has done it and its answer is not kept.</summary>
    AfterProviderCall,
}

/// <summary>
/// Lets a fault run end a process exactly at a step: it writes the name of the step to a file named by the process's number in the folder that the
/// environment variable <c>CARTWRIGHT_CRASH_FOLDER</c> names. Without that variable a step costs nothing.
/// </summary>
public static class CrashPoint
{
    /// <summary>The variable that names the folder.</summary>
    public const string Variable = "CARTWRIGHT_CRASH_FOLDER";

    static readonly string? File = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? Path.Combine(folder, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture))
        : null;

    /// <summary>Ends the process by SIGKILL when this is the step that was asked for.</summary>
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
            // The file was taken back.
        }
    }
}
