namespace Thrombophilia.Lims.Biobank.Storage;

/// <summary>Kind of a storage unit.</summary>
public enum StorageKind
{
    /// <summary>A site; it stands in no other unit.</summary>
    Site,
    /// <summary>A room.</summary>
    Room,
    /// <summary>A freezer or a tank.</summary>
    Freezer,
    /// <summary>A shelf or a drawer.</summary>
    Shelf,
    /// <summary>A rack or a tower.</summary>
    Rack,
    /// <summary>A box with a grid.</summary>
    Box,
    /// <summary>A bag or a bin: it holds tubes without slots.</summary>
    Bag,
}

/// <summary>A place in the tree of storage.</summary>
public sealed class StorageUnit
{
    StorageUnit() { }

    /// <summary>Sets a unit up inside <paramref name="parent"/>; null for a site.</summary>
    public StorageUnit(string code, string name, StorageKind kind, StorageUnit? parent, int? rows, int? columns)
    {
        (Code, Name, Kind, ParentId, Rows, Columns) = (code, name, kind, parent?.Id, rows, columns);
        (Site, Path) = (parent?.Site ?? code, parent is null ? name : $"{parent.Path} / {name}");
    }

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>What stands on the label: of a site its own code, else a number with a check digit.</summary>
    public string Code { get; private set; } = "";
    /// <summary>What people call it; unique inside its parent.</summary>
    public string Name { get; private set; } = "";
    /// <summary>What it is.</summary>
    public StorageKind Kind { get; private set; }
    /// <summary>The unit it stands in; null for a site.</summary>
    public int? ParentId { get; private set; }
    /// <summary>Code of the site.</summary>
    public string Site { get; private set; } = "";
    /// <summary>Names from the site down, joined by <c> / </c>.</summary>
    public string Path { get; private set; } = "";
    /// <summary>Rows of its grid; null without one.</summary>
    public int? Rows { get; private set; }
    /// <summary>Columns of its grid; null without one.</summary>
    public int? Columns { get; private set; }

    /// <summary>It holds tubes.</summary>
    public bool HoldsTubes => Kind is StorageKind.Box or StorageKind.Bag;

    /// <summary>Slots of its grid; null without one.</summary>
    public int? Slots => Rows * Columns;
}
