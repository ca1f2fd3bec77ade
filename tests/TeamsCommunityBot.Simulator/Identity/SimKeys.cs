using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>
/// The published key set, and how often it was fetched. To make the endpoints fail, hang, redirect or talk rubbish,
/// give <see cref="SimTeams.Faults"/> a rule for <see cref="SimOperation.OpenIdMetadata"/> or <see cref="SimOperation.Keys"/>.
/// </summary>
public sealed class SimKeys
{
    private readonly Lock _lock = new();
    private int _made;
    private long _metadataFetches;
    private long _fetches;

    internal SimKeys() => Current = Add("msteams", "webchat", "directline");

    /// <summary>The key that valid tokens are signed with.</summary>
    public SimKey Current { get; private set; }

    public ImmutableList<SimKey> Published { get; private set; } = [];

    public long MetadataFetches => Interlocked.Read(ref _metadataFetches);

    public long Fetches => Interlocked.Read(ref _fetches);

    /// <summary>Publishes a new key beside the others.</summary>
    /// <param name="endorsements">The channels it may sign for.</param>
    public SimKey Add(params string[] endorsements)
    {
        var key = Unpublished(endorsements);
        lock (_lock)
            Published = Published.Add(key);
        return key;
    }

    /// <summary>A key that no key set knows.</summary>
    public SimKey Unpublished(params string[] endorsements) => new(Interlocked.Increment(ref _made), endorsements);

    /// <summary>Takes a key out of the set; what it signed is not valid any more once the bot has looked again.</summary>
    public void Withdraw(SimKey key)
    {
        lock (_lock)
            Published = Published.Remove(key);
    }

    /// <summary>Publishes a new key for Teams, signs with it from now on, and keeps or withdraws the former one.</summary>
    public SimKey Rotate(bool keepFormer = true)
    {
        var former = Current;
        Current = Add("msteams");
        if (!keepFormer)
            Withdraw(former);
        return Current;
    }

    /// <summary>Changes what a key is endorsed for; null leaves the member out.</summary>
    public void Endorse(SimKey key, IReadOnlyList<string>? endorsements)
    {
        lock (_lock)
            key.Endorsements = endorsements;
    }

    internal Answer Metadata(Uri baseUrl)
    {
        Interlocked.Increment(ref _metadataFetches);
        return Answer.Json(200, new JsonObject
        {
            ["issuer"] = SimTokens.Issuer,
            ["authorization_endpoint"] = "https://invalid.example",
            ["jwks_uri"] = new Uri(baseUrl, "v1/.well-known/keys").AbsoluteUri,
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        });
    }

    internal Answer KeySet()
    {
        Interlocked.Increment(ref _fetches);
        lock (_lock)
            return Answer.Json(200, new JsonObject { ["keys"] = new JsonArray([.. Published.Select(key => (JsonNode)key.ToJwk())]) });
    }
}
