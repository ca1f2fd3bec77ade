using System.ComponentModel.DataAnnotations;

namespace TeamsCommunityBot.Local;

/// <summary>The section <c>Playground</c>, read in Development only.</summary>
internal sealed class PlaygroundOptions
{
    public const string Section = "Playground";

    /// <summary>Whether the Microsoft 365 Agents Playground starts with the bot.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where it listens, on loopback. When another program has the port, or for 0, a free one is taken.</summary>
    [Range(0, 65535, ErrorMessage = "Playground:Port must lie between 0 and 65535.")]
    public int Port { get; set; } = 56150;

    /// <summary>The language of the client, such as <c>nl-NL</c>: the Playground's own is always American English. Empty leaves that.</summary>
    public string Locale { get; set; } = "";
}
