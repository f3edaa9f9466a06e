package org.chartproof.server.writeback;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.IdType;

/** The engine as the agent of its codes. */
public final class CoderDevice {

    /** Where it is stored. */
    public static final String REFERENCE = "Device/chartproof-coder";

    private CoderDevice() {}

    /**
     * The Device.
     *
     * @param version the software's version
     */
    public static Device of(String version) {
        Device device = new Device();
        device.setId(new IdType(REFERENCE));
        device.setStatus(FHIRDeviceStatus.ACTIVE);
        device.addDeviceName().setName("Chartproof").setType(DeviceNameType.MODELNAME);
        device.setType(new CodeableConcept().setText("Medical coding software"));
        device.addVersion().setType(new CodeableConcept().setText("software")).setValue(version);
        return device;
    }
}
