namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>The state of a tube.</summary>
public enum TubeState
{
    /// <summary>At its site: in its place, or waiting for one.</summary>
    Present,
    /// <summary>Taken out by somebody, who has to bring it back.</summary>
    CheckedOut,
    /// <summary>On its way to another site.</summary>
    InTransit,
    /// <summary>Given away for good.</summary>
    Distributed,
    /// <summary>Sent, and not found at its destination.</summary>
    Missing,
    /// <summary>Nothing is left in it.</summary>
    UsedUp,
    /// <summary>Thrown away.</summary>
    Discarded,
}

/// <summary>One tube of a sample: what was received, an aliquot of another tube, or what was made from one.</summary>
public sealed class Tube
{
    Tube() { }

    /// <summary>A tube that was received, or made from <paramref name="parent"/>.</summary>
    /// <param name="code">Unique code with its check digit.</param>
    /// <param name="sampleId">The sample.</param>
    /// <param name="parent">The tube it was made from; null for one that was received.</param>
    /// <param name="type">Code of the sample type.</param>
    /// <param name="volume">Microlitres; null when not recorded.</param>
    /// <param name="thaws">How often it was thawed before.</param>
    /// <param name="site">Code of the site it is at.</param>
    public Tube(string code, int sampleId, Tube? parent, string type, decimal? volume, int thaws, string site) =>
        (Code, SampleId, ParentId, Type, Volume, Thaws, Site) = (code, sampleId, parent?.Id, type, volume, thaws, site);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>What stands on the label: unique, with a check digit.</summary>
    public string Code { get; private set; } = "";
    /// <summary>The sample.</summary>
    public int SampleId { get; private set; }
    /// <summary>The tube it was made from; null for one that was received.</summary>
    public int? ParentId { get; private set; }
    /// <summary>Code of the sample type.</summary>
    public string Type { get; private set; } = "";
    /// <summary>Microlitres that are left; null when not recorded.</summary>
    public decimal? Volume { get; private set; }
    /// <summary>How often it was thawed, its parents' times included.</summary>
    public int Thaws { get; private set; }
    /// <summary>Its state.</summary>
    public TubeState State { get; private set; }
    /// <summary>Code of the site it is at, or was last.</summary>
    public string Site { get; private set; } = "";
    /// <summary>The unit that holds it; null where it has no place.</summary>
    public int? StorageId { get; private set; }
    /// <summary>Row from 1; null in a unit without a grid.</summary>
    public int? Row { get; private set; }
    /// <summary>Column from 1; null in a unit without a grid.</summary>
    public int? Column { get; private set; }
    /// <summary>Who has it; null unless it is checked out.</summary>
    public string? HeldBy { get; private set; }
    /// <summary>
    /// Counts its changes, so that a change based on an older state is refused instead of overwriting.
    /// </summary>
    public int Revision { get; private set; }

    /// <summary>It can still be used.</summary>
    public bool IsUsable => State is TubeState.Present or TubeState.CheckedOut;

    /// <summary>Puts it into a unit, in a slot of its grid where it has one.</summary>
    public void Place(int storage, int? row, int? column)
    {
        (StorageId, Row, Column, Revision) = (storage, row, column, Revision + 1);
        if (State == TubeState.CheckedOut) (State, HeldBy) = (TubeState.Present, null);
    }

    /// <summary>Puts it back to its former place, if it had one, when an import is taken back.</summary>
    public void PutBack(int? storage, int? row, int? column) =>
        (StorageId, Row, Column, Revision) = (storage, row, column, Revision + 1);

    /// <summary>Takes it out of its place.</summary>
    public void CheckOut(string by) =>
        (State, HeldBy, StorageId, Row, Column, Revision) = (TubeState.CheckedOut, by, null, null, null, Revision + 1);

    /// <summary>Takes <paramref name="volume"/> microlitres. A volume that nobody recorded stays unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less in it.</exception>
    public void Take(decimal volume)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(volume);
        if (Volume is { } left)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(volume, left);
            Volume = left - volume;
        }
        Revision++;
        if (Volume == 0) Leave(TubeState.UsedUp);
    }

    /// <summary>Records one more thaw.</summary>
    public void Thaw() => (Thaws, Revision) = (Thaws + 1, Revision + 1);

    /// <summary>Moves it to a state without a place.</summary>
    public void Leave(TubeState state) =>
        (State, HeldBy, StorageId, Row, Column, Revision) = (state, null, null, null, null, Revision + 1);

    /// <summary>Records that it is present: arrived at a site, or found again.</summary>
    public void Arrive(string site) => (State, Site, Revision) = (TubeState.Present, site, Revision + 1);
}
