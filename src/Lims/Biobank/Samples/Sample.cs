using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>A sample of a person, and the name it bears in VCF files.</summary>
public sealed class Sample
{
    Sample() { }

    /// <summary>Registers a sample.</summary>
    public Sample(string code, int subjectId, string vcfName, string? type, Moment? collected, Moment? received) =>
        (Code, SubjectId, VcfName, Type, Collected, Received) = (code, subjectId, vcfName, type, collected, received);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Unique code of the sample.</summary>
    public string Code { get; private set; } = "";
    /// <summary>Whose it is.</summary>
    public int SubjectId { get; private set; }
    /// <summary>Its unique name in VCF headers.</summary>
    public string VcfName { get; private set; } = "";
    /// <summary>Material; null when not recorded.</summary>
    public string? Type { get; private set; }
    /// <summary>When it was taken; null when not recorded.</summary>
    public Moment? Collected { get; private set; }
    /// <summary>When it arrived; null when not recorded.</summary>
    public Moment? Received { get; private set; }

    /// <summary>Code of its state on arrival; null when not recorded.</summary>
    public string? Arrival { get; private set; }

    /// <summary>When its examination was ordered; null when not recorded.</summary>
    public Moment? Ordered { get; private set; }
    /// <summary>Who ordered it, as the request form says; null when not recorded.</summary>
    public string? OrderedBy { get; private set; }

    /// <summary>When it was retracted: nothing of it counts; null while it stands.</summary>
    public Moment? Retracted { get; private set; }
    /// <summary>Who retracted it.</summary>
    public string? RetractedBy { get; private set; }
    /// <summary>Why.</summary>
    public string? RetractReason { get; private set; }

    /// <summary>Corrects what was recorded of it.</summary>
    public void Correct(string? type, Moment? collected, Moment? received) =>
        (Type, Collected, Received) = (type, collected, received);

    /// <summary>Nothing of it counts any more.</summary>
    public void Retract(string reason, string by, DateTimeOffset at) =>
        (Retracted, RetractedBy, RetractReason) = (Moment.Of(at), by, reason);

    /// <summary>It arrives in a state.</summary>
    public void Arrive(string state) => Arrival = state;

    /// <summary>What its request form says.</summary>
    public void Order(Moment? at, string? by) => (Ordered, OrderedBy) = (at, by);

    /// <summary>
    /// The first import column in which <paramref name="other"/> differs; null when it says the same.
    /// </summary>
    public string? DifferenceFrom(Sample other) =>
        SubjectId != other.SubjectId ? "subject" : VcfName != other.VcfName ? "vcf_name" : Type != other.Type ? "type"
        : Collected != other.Collected ? "collected" : Received != other.Received ? "received" : null;
}
