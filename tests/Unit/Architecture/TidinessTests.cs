namespace Cartwright.Unit.Architecture;

/// <summary>What nobody should have to say in a review.</summary>
public sealed class TidinessTests
{
    const int LineLengthMax = 180;
    const int LinesMax = 350;

    static readonly string[] Folders = ["src", "tests", "bench", "docs"];
    static readonly string[] TextEndings = [".cs", ".razor", ".sql", ".css", ".js", ".html", ".csproj", ".props", ".md", ".json"];

    static readonly string[] Leftovers = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "<<<" + "<<<<"];

    /// <summary>Pictures drawn in SVG: a shape is a line, however long.</summary>
    const string Drawings = "src/Demo/Pictures/";

    /// <summary>Who may let time pass, and why.</summary>
    static readonly Dictionary<string, string> Waits = new()
    {
        ["tests/EndToEnd/RunningShop.cs"] = "bounds the wait for a start",
        ["tests/FaultRuns/Machines/MachinesRun.cs"] = "leaves a link cut or slow for as long as was chosen",
        ["tests/FaultRuns/Machines/MachinesShop.cs"] = "leaves a machine without power for as long as was chosen",
        ["tests/FaultRuns/Machines/Servers.cs"] = "lets servers run until they are asked to end",
        ["tests/FaultRuns/ProcessFaults.cs"] = "lets a process stand still for as long as was chosen",
        ["tests/FaultRuns/Storm.cs"] = "strikes at a moment that nobody can foresee",
        ["tests/Faults/KillTests.cs"] = "kills at a moment that nobody can foresee",
        ["tests/Integration/Messaging/RabbitMqNetworkTests.cs"] = "leaves a wire cut for as long as was chosen",
    };

    static readonly IReadOnlyList<(string File, string Text)> Files =
        [.. Folders.SelectMany(folder => Repository.Files(folder, TextEndings)).Select(file => (file, Repository.Read(file)))];

    [Fact]
    public void Every_file_ends_with_one_new_line() =>
        Assert.Empty(Files.Where(f => !f.Text.EndsWith('\n') || f.Text.EndsWith("\n\n", StringComparison.Ordinal)).Select(f => f.File));

    [Fact]
    public void No_line_has_tabs_or_blanks_at_its_end() =>
        Assert.Empty(Lines(_ => true).Where(l => l.Text.Contains('\t') || l.Text.EndsWith(' ') || l.Text.EndsWith('\r')).Select(l => l.Place));

    [Fact]
    public void Nothing_is_left_to_be_done_later() =>
        Assert.Empty(Lines(_ => true).Where(l => Leftovers.Any(word => l.Text.Contains(word, StringComparison.Ordinal))).Select(l => l.Place));

    [Fact]
    public void A_line_of_code_fits_a_screen() =>
        Assert.Empty(Lines(IsCode).Where(l => l.Text.Length > LineLengthMax).Select(l => l.Place));

    [Fact]
    public void A_file_of_code_fits_a_mind() =>
        Assert.Empty(Files.Where(f => (IsCode(f.File) || IsPage(f.File)) && f.Text.Count(c => c == '\n') > LinesMax).Select(f => f.File));

    static IEnumerable<(string Place, string Text)> Lines(Func<string, bool> chosen) =>
        Files.Where(f => chosen(f.File)).SelectMany(f => f.Text.Split('\n').Select((line, i) => ($"{f.File}:{i + 1}", line)));

    static bool IsCode(string file) => Path.GetExtension(file) is ".cs" or ".sql" && !file.StartsWith(Drawings, StringComparison.Ordinal);

    static bool IsPage(string file) => Path.GetExtension(file) is ".razor";

    [Fact]
    public void No_test_waits_for_time_to_pass() => Assert.Equal(
        Waits.Keys.Order(StringComparer.Ordinal),
        Repository.Files("tests", ".cs")
            .Where(file => Repository.Read(file) is var text
                && (text.Contains("Task." + "Delay(", StringComparison.Ordinal) || text.Contains("Thread." + "Sleep(", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal));
}
