namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>What became of one sample name of a file.</summary>
public enum IntakeSampleState
{
    /// <summary>
    /// No registered sample bears this name, or its person has not agreed to the analysis: nothing was written. When
    /// both are there the kept file is read again.
    /// </summary>
    Held,
    /// <summary>Its findings are written.</summary>
    Done,
}

/// <summary>One sample column of a file.</summary>
public sealed class IntakeSample
{
    IntakeSample() { }

    /// <summary>A name of the file's header, held until a sample is given.</summary>
    public IntakeSample(int intakeId, string vcfName) => (IntakeId, VcfName) = (intakeId, vcfName);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The file.</summary>
    public int IntakeId { get; private set; }
    /// <summary>The name in its header.</summary>
    public string VcfName { get; private set; } = "";
    /// <summary>Held or done.</summary>
    public IntakeSampleState State { get; private set; }
    /// <summary>The registered sample; null while held.</summary>
    public int? SampleId { get; private set; }

    /// <summary>The findings of this name are written for <paramref name="sampleId"/>.</summary>
    public void Finish(int sampleId)
    {
        if (State == IntakeSampleState.Done)
            throw new InvalidOperationException($"'{VcfName}' of intake {IntakeId} is done already.");
        (State, SampleId) = (IntakeSampleState.Done, sampleId);
    }
}
