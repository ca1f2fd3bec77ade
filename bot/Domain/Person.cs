namespace TeamsCommunityBot.Domain;

/// <summary>Somebody in the organisation or around it, as the verified envelope or a roster names them.</summary>
/// <param name="Id">The Entra object id, lower case with dashes; empty for someone anonymous. This is who a person is.</param>
/// <param name="Address">The <c>29:</c> id under which this bot reaches the person.</param>
/// <param name="Name">The display name; untrusted text, empty where none was told.</param>
public sealed record Person(string Id, string Address, string Name)
{
    public bool IsAnonymous => Id.Length == 0;

    /// <summary>The bot itself, where it did something of its own accord.</summary>
    public static Person Bot { get; } = new("", "", "");

    /// <summary>Whether both are one person; nobody anonymous is.</summary>
    public bool Is(Person? other) => other is not null && Id.Length > 0 && Id == other.Id;
}
