namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>Azurite, tables in memory, on the second core.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    // The account and key that Azurite documents for everybody.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Server table;

    private Azurite(Server table) => this.table = table;

    public Uri Table => table.Address;

    public string Connection => ConnectionThrough(table.Address);

    public static async Task<Azurite> StartAsync()
    {
        await Prerequisites.InstallTestToolsAsync();
        var azurite = new Azurite(Start(Prerequisites.AzuriteTable, "--tableHost", "--tablePort"));
        await azurite.table.ListeningAsync();
        return azurite;
    }

    /// <summary>The connection string by way of a proxy in front of the tables.</summary>
    public static string ConnectionThrough(Uri tables) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint={Endpoint(tables)};";

    public ValueTask DisposeAsync() => table.DisposeAsync();

    private static string Endpoint(Uri address) => new Uri(address, Account).AbsoluteUri;

    private static Server Start(string script, string hostOption, string portOption)
    {
        var port = Server.FreePort();
        return Server.Start(Cores.Load, port, Prerequisites.Node,
            [script, hostOption, "127.0.0.1", portOption, $"{port}", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"], []);
    }
}
