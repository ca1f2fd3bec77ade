namespace TeamsCommunityBot.Storage;

/// <summary>The section <c>Storage</c>: Azure Storage by its endpoint or a connection string, else the embedded file.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Such as <c>https://account.table.core.windows.net</c>; used with a managed identity.</summary>
    public string TableEndpoint { get; set; } = "";

    /// <summary>Azure Storage by its key or SAS, or Azurite. A secret: it is in no log and no message.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The embedded data file, used when no Azure Storage is given; relative to the working directory.</summary>
    public string Sqlite { get; set; } = "data/community.db";

    /// <summary>The one table of everything: 3 to 63 letters and digits, a letter first.</summary>
    public string Table { get; set; } = "CommunityBot";

    public bool IsAzure => ConnectionString.Length > 0 || TableEndpoint.Length > 0;
}
