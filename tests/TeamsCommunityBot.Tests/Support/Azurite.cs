using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TeamsCommunityBot.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace TeamsCommunityBot.Tests.Support;

/// <summary>
/// Azure's tables on this machine, one for the whole test run: started when first asked for, in memory, on loopback ports that were free.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private const int Attempts = 3;

    /// <summary>
    /// Azurite's account and key are fixed and published (https://learn.microsoft.com/azure/storage/common/storage-connect-azurite): no secret.
    /// </summary>
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly Lazy<Task<string>> connection;
    private Process? process;

    public Azurite() => connection = new(StartAsync);

    /// <summary>The setting <c>Storage:ConnectionString</c> for it.</summary>
    public Task<string> ConnectionStringAsync() => connection.Value;

    /// <summary>The settings of a bot that keeps its rows there, in a table of its own.</summary>
    public async Task<Dictionary<string, string?>> SettingsAsync() => new()
    {
        ["Storage:ConnectionString"] = await ConnectionStringAsync(),
        ["Storage:Table"] = $"t{Guid.NewGuid():N}",
    };

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<string> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var table = FreePort();
            process = Process.Start(await CommandAsync(table))!;
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            var errors = process.StandardError.ReadToEndAsync();
            if (await ListensAsync(table))
                return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
                    + $"TableEndpoint=http://127.0.0.1:{table}/{Account};";
            await DisposeAsync();
            // Somebody else may have taken a port between our look and its start.
            if (attempt == Attempts)
                throw new InvalidOperationException($"Azurite did not start: {await errors}");
        }
    }

    private static Task<ProcessStartInfo> CommandAsync(int table) => NodeTools.ScriptAsync("azurite/dist/src/table/main.js",
        ["--tableHost", "127.0.0.1", "--tablePort", $"{table}", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"]);

    private async Task<bool> ListensAsync(int port)
    {
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < StartTime && !process!.HasExited;)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
