using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Storage;

/// <summary>Stops the start when the section <c>Storage</c> cannot work, and says which setting is wrong without showing its value.</summary>
internal sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(StorageOptions options)
    {
        if (options.ConnectionString.Length > 0 && options.TableEndpoint.Length > 0)
            yield return "Storage:ConnectionString and Storage:TableEndpoint exclude each other: keep one.";
        // A managed identity's token is never sent in the clear; Azurite is reached by its connection string.
        if (options.TableEndpoint.Length > 0 && !IsHttps(options.TableEndpoint))
            yield return "Storage:TableEndpoint must be an https address; use Storage:ConnectionString for Azurite.";
        if (options.ConnectionString.Length > 0 && ConnectionStringProblem(options.ConnectionString) is { } problem)
            yield return problem;
        if (!options.IsAzure && string.IsNullOrWhiteSpace(options.Sqlite))
            yield return "Storage:Sqlite is empty: give the path of the data file.";
        if (!IsTableName(options.Table))
            yield return "Storage:Table must be 3 to 63 letters and digits, a letter first.";
    }

    private static string? ConnectionStringProblem(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var pair = part.Split('=', 2);
            if (pair.Length != 2 || !parts.TryAdd(pair[0], pair[1]))
                return "Storage:ConnectionString is malformed: it is a list of name=value, parted by semicolons.";
        }
        if (parts.TryGetValue("UseDevelopmentStorage", out var development) && bool.TryParse(development, out var local) && local)
            return parts.ContainsKey("DevelopmentStorageProxyUri") ? "Storage:ConnectionString names a proxy, which is not supported." : null;
        if (parts.TryGetValue("TableEndpoint", out var address) && !IsSafe(address))
            return "Storage:ConnectionString names an endpoint that is neither https nor plain http on loopback.";
        if (address is null && parts.GetValueOrDefault("DefaultEndpointsProtocol", "https") != "https")
            return "Storage:ConnectionString must say DefaultEndpointsProtocol=https.";
        return parts.ContainsKey("AccountKey") || parts.ContainsKey("SharedAccessSignature")
            ? null
            : "Storage:ConnectionString holds neither AccountKey nor SharedAccessSignature.";
    }

    private static bool IsHttps(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    private static bool IsTableName(string name) => name.Length is >= 3 and <= 63 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);
}
