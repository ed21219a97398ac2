using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Cartwright.Tests.Shops;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Cartwright.EndToEnd.RunningShop))]

namespace Cartwright.EndToEnd;

/// <summary>The program as its users run it, with the demo catalog and a browser before it: once for all tests.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    const int LastPortOffset = 90;

    // How long a slow machine may take for a step of a page, in milliseconds.
    const float StepMaxMs = 120_000;
    static readonly string[] BrowserPaths = ["/usr/bin/chromium", "/usr/bin/google-chrome"];
    static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    readonly string _data = Path.Combine(Path.GetTempPath(), $"cartwright-{Guid.NewGuid():n}");
    readonly StringBuilder _output = new();
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Process? _program;
    IPlaywright? _playwright;
    IBrowser? _browser;
    string _address = "";

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    public async ValueTask InitializeAsync()
    {
        var port = PortRange.Take();
        _address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        StartProgram(port);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = BrowserPaths.FirstOrDefault(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        await Task.WhenAny(_ready.Task, _program!.WaitForExitAsync(), Task.Delay(StartTimeout));
        Assert.True(_ready.Task.IsCompleted, $"The shop did not start:\n{_output}");
    }

    /// <summary>A client of the administrator.</summary>
    public async Task<HttpClient> AdminAsync()
    {
        var client = new HttpClient { BaseAddress = new Uri(_address) };
        var password = await File.ReadAllTextAsync(Path.Combine(_data, "initial-admin-password"));
        using var login = await client.PostAsJsonAsync("/api/auth/login", new { email = "admin@cartwright.local", password = password.Trim() });
        var tokens = await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("accessToken").GetString());
        return client;
    }

    /// <summary>Somebody opens a browser of their own, without cookies.</summary>
    public async Task<Customer> OpenAsync(bool script = true, int width = 1280, int height = 860)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = _address,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(StepMaxMs);
        Assertions.SetDefaultExpectTimeout(StepMaxMs);
        return new Customer(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_program is not null)
        {
            await StopProgramAsync(_program);
            _program.Dispose();
        }

        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    void StartProgram(int port)
    {
        // Tests and program are built side by side: artifacts/bin/EndToEnd/release and artifacts/publish/Cartwright/release, which is what users start.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", configuration == "release" ? "publish" : "bin", "Cartwright", configuration, "Cartwright");
        _program = new Process
        {
            StartInfo = new(Path.GetFullPath(program), ["run", "--data", _data, "--port", port.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _program.OutputDataReceived += Read;
        _program.ErrorDataReceived += Read;
        _program.Start();
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
    }

    void Read(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }

        if (line.Data?.StartsWith("Ready after", StringComparison.Ordinal) == true)
        {
            _ready.TrySetResult();
        }
    }

    static async Task StopProgramAsync(Process program)
    {
        if (program.HasExited)
        {
            return;
        }

        // Asked, not killed: a kill would leave its PostgreSQL to be found by the next start.
        using var interrupt = Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)]);
        await interrupt.WaitForExitAsync();
        using var limit = new CancellationTokenSource(StopLimit);
        await program.WaitForExitAsync(limit.Token);
    }

    static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cartwright.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
