namespace TeamsCommunityBot.Storage;

/// <summary>The room that deleted rows leave behind.</summary>
internal interface IErasedSpace
{
    /// <summary>
    /// Leaves no copy of what was deleted. A data file is written anew for it, which takes as long as copying it does, with other writes waiting; nothing to do
    /// on Azure Tables.
    /// </summary>
    /// <exception cref="StorageUnavailableException">It could not be done; nothing is lost.</exception>
    ValueTask ClearAsync(CancellationToken ct);
}
