using System.Runtime.CompilerServices;
using Thrombophilia.Lims.Data;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>
/// The classifications in force, as the step that is running sees them. They are few and change seldom: a context keeps them, and
/// asks for the newest decision alone whether they are still the same.
/// </summary>
sealed class ClassificationsInForce
{
    static readonly ConditionalWeakTable<LimsDb, ClassificationsInForce> OfContext = [];
    static readonly ClassificationsInForce None = new(Guid.Empty, []);

    // The public id of the newest decision: a number may be given again after a step that was rolled back.
    readonly Guid newest;
    readonly Dictionary<VariantKey, VariantClassification> records;

    ClassificationsInForce(Guid newest, Dictionary<VariantKey, VariantClassification> records) =>
        (this.newest, this.records) = (newest, records);

    /// <summary>A classification can be of this call: it is no hot spot, and its allele may be carried.</summary>
    public static bool MayConcern(PanelCall call) =>
        call.HotSpot is null && call.Status != CallStatus.Reference && call.Copies != 0;

    /// <summary>Those in force now.</summary>
    public static ClassificationsInForce Of(LimsDb db)
    {
        if (db.Rows<ClassificationDecision>().Last(nameof(ClassificationDecision.Id)) is not { } last) return None;
        if (OfContext.TryGetValue(db, out var kept) && kept.newest == last.PublicId) return kept;
        var read = new ClassificationsInForce(last.PublicId, Read(db));
        OfContext.AddOrUpdate(db, read);
        return read;
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<VariantClassification> All => records.Values;

    /// <summary>The one in force for the variant of a call; null for none.</summary>
    public VariantClassification? For(PanelCall call) => records.Count == 0 ? null : records.GetValueOrDefault(VariantKey.Of(call));

    static Dictionary<VariantKey, VariantClassification> Read(LimsDb db)
    {
        var found = new Dictionary<VariantKey, VariantClassification>();
        foreach (var decision in db.Rows<ClassificationDecision>()
            .Find(nameof(ClassificationDecision.Verdict), nameof(ClassificationVerdict.Confirmed)).OrderBy(d => d.Id))
        {
            var record = db.Rows<VariantClassification>().Find(nameof(VariantClassification.Id), decision.ClassificationId).Single();
            // What was taken back leaves what each file says.
            if (record.AsRules) found.Remove(record.Key);
            else found[record.Key] = record;
        }
        return found;
    }
}
